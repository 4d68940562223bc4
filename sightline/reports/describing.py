"""The description of the interface for partners' programs (OpenAPI 3.1), made from the form that every report passes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms

from sightline.reports.forms.partner import PartnerForm
from sightline.reports.importing import NEEDED
from sightline.reports.models import Report

MOST = 1_000  # reports at once
OUTCOMES = ("stored", "told again", "here already", "refused")
TEXT = {"type": "string"}
WRONG: dict[str, Any] = {
    "type": "object",
    "required": ["wrong"],
    "properties": {
        "wrong": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "reason"],
                "properties": {"field": TEXT, "reason": TEXT},
            },
        }
    },
}


def description() -> dict[str, Any]:
    """The whole of it, as JSON is made of."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Sightline: reports of partners",
            "version": "1",
            "description": "Send reports under your own reference; the same reference is never stored twice. "
            "Read where your own agency's reports stand. Nothing else is open to a program.",
        },
        "security": [{"token": []}],
        "paths": _paths(),
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {"Report": report(), "Row": _row(), "Standing": _standing(), "Wrong": WRONG},
        },
    }


def report() -> dict[str, Any]:
    """One report, as the form takes it."""
    properties = {name: _property(field) for name, field in PartnerForm().fields.items()}
    return {"type": "object", "required": list(NEEDED), "properties": properties}


def _property(field: forms.Field) -> dict[str, Any]:
    said = {"title": str(field.label or "")} | ({"description": str(field.help_text)} if field.help_text else {})
    if isinstance(field, forms.DateField):
        return said | {"type": "string", "format": "date"}
    if isinstance(field, forms.MultipleChoiceField):
        return said | {"type": "array", "items": {"type": "string", "enum": list(_codes(field.choices))}}
    if isinstance(field, forms.ChoiceField):
        return said | {"type": "string", "enum": list(_codes(field.choices))}
    longest = {"maxLength": field.max_length} if isinstance(field, forms.CharField) and field.max_length else {}
    return said | {"type": "string", **longest} | ({"minLength": 1} if field.required else {})


def _codes(choices: Any) -> Iterator[str]:
    for value, says in choices:
        yield from _codes(says) if isinstance(says, list | tuple) else (str(value),)


def _row() -> dict[str, Any]:
    properties = {
        "row": {"type": "integer", "minimum": 1},
        "partner_reference": TEXT,
        "outcome": {"type": "string", "enum": list(OUTCOMES)},
        "reference": {"type": ["string", "null"], "description": "Ours, by which to ask for it."},
        "ignored": {"type": "array", "items": TEXT, "description": "Fields that we do not know and did not keep."},
    }
    wrong = WRONG["properties"]
    return {"type": "object", "required": ["row", "outcome", "wrong"], "properties": {**properties, **wrong}}


def _standing() -> dict[str, Any]:
    properties = {
        "reference": TEXT,
        "partner_reference": TEXT,
        "received_at": {"type": "string", "format": "date-time"},
        "state": {"type": "string", "enum": list(Report.State.values)},
    }
    return {"type": "object", "required": list(properties), "properties": properties}


def _paths() -> dict[str, Any]:
    row, standing = _of("Row"), _of("Standing")
    rows = {"type": "object", "required": ["rows"], "properties": {"rows": {"type": "array", "items": row}}}
    mine = {"type": "object", "required": ["reports"], "properties": {"reports": {"type": "array", "items": standing}}}
    many = {"type": "array", "minItems": 1, "maxItems": MOST, "items": _of("Report")}
    several = {"type": "object", "required": ["reports"], "properties": {"reports": many}}
    ref = {"name": "ref", "in": "path", "required": True, "schema": TEXT}
    return {
        "/api/reports": {
            "post": _act("Send one report", {"201": row, "200": row}, _of("Report")),
            "get": _act("Where our newest reports stand, 200 at the most", {"200": mine}),
        },
        "/api/reports/several": {
            "post": _act("Send several; a bad one never blocks the others", {"200": rows}, several)
        },
        "/api/reports/{ref}": {
            "parameters": [ref],
            "get": _act("Where one report stands", {"200": standing, "404": _of("Wrong")}),
        },
        "/api/description": {"get": _act("This description", {"200": {"type": "object"}})},
    }


def _act(says: str, answers: dict[str, Any], body: dict[str, Any] | None = None) -> dict[str, Any]:
    wrong = ("401", "403", "405") + (("400", "409", "413", "422") if body else ())
    schemas: dict[str, Any] = dict.fromkeys(wrong, _of("Wrong"))
    told = {status: _json(schema) for status, schema in (schemas | answers).items()}
    asked = {"requestBody": {"required": True, **_json(body)}} if body else {}
    return {"summary": says, "responses": {each: {"description": says, **told[each]} for each in told}, **asked}


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": schema}}}


def _of(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}
