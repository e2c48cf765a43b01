"""What the application server calls. It names no settings: DJANGO_SETTINGS_MODULE always says which."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
