"""Uploads stay in memory. Django would write larger ones to the disk, in clear and for anybody's eyes."""

import io
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

#: Bytes that all files of one request may have together; a little more than one may have.
MEMORY = 21 * 1024 * 1024


class InMemoryOnly(FileUploadHandler):
    """Keeps what fits, and of anything larger only its size, so that a form can say "too large"."""

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        """A new request: nothing kept yet."""
        self._kept = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A new file of the request."""
        super().new_file(*args, **kwargs)
        self._content = io.BytesIO()
        self._is_whole = True

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep the chunk, or let go of the whole file once there is too much."""
        self._kept += len(raw_data)
        if self._kept > MEMORY:
            self._content, self._is_whole = io.BytesIO(), False
        if self._is_whole:
            self._content.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """The file; what was let go has its true size and no content."""
        size = file_size if self._is_whole else max(file_size, MEMORY)
        self._content.seek(0)
        return InMemoryUploadedFile(
            file=self._content,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
