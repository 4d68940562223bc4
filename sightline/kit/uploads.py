"""Files on their way in: no name is kept, none is longer than we take, and none is held in memory while it comes.

FILE_UPLOAD_HANDLERS = ["sightline.kit.uploads.Bounded"]
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, TemporaryFileUploadHandler

LARGEST = 25 * 1024 * 1024  # bytes of one file
MOST = 10  # files at once


class Bounded(TemporaryFileUploadHandler):
    """Keeps the first bytes of a file, as many as we take, and remembers that there were more; its name is forgotten."""

    def new_file(self, *args: Any, **options: Any) -> None:
        FileUploadHandler.new_file(self, *args, **options)
        self.file = TemporaryUploadedFile("file", "", 0, None)
        self.file.cut, self.taken = False, 0  # type: ignore[attr-defined]

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        kept = raw_data[: LARGEST - self.taken]
        self.file.cut = self.file.cut or len(kept) < len(raw_data)  # type: ignore[attr-defined]
        self.taken += len(kept)
        super().receive_data_chunk(kept, start)

    def file_complete(self, file_size: int) -> UploadedFile | None:
        return super().file_complete(self.taken)


class SeveralFiles(forms.FileInput):
    """A field that takes several files at once."""

    allow_multiple_selected = True


class Files(forms.FileField):
    """Several files; the value is a list of what each holds, with whether it was cut because it is longer than we take."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[tuple[bytes, bool]]:
        files = [file for file in data or [] if file]
        if self.required and not files:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return [(file.read(), getattr(file, "cut", False)) for file in files[: MOST + 1]]
