"""Django's management, in whatever environment it is given: python -m launch.manage <command> …"""

import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    execute_from_command_line(["run.py manage", *sys.argv[1:]])
