"""Validates PDFs with the pyHanko library. Reads one JSON request per line, writes one JSON answer per line.

Request: {"file": path, "roots": [PEM paths], "crls": [DER paths], "revocation": mode}. The mode is pyHanko's: soft-fail,
hard-fail or require. Revocation data come from the file's document security store and from the lists given; nothing is fetched.
"""

import json
import sys

from asn1crypto import crl, pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import (
    DocumentSecurityStore,
    validate_pdf_signature,
    validate_pdf_timestamp,
)
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko_certvalidator import ValidationContext


def read_roots(paths):
    roots = []
    for path in paths:
        with open(path, "rb") as handle:
            for _, _, der in pem.unarmor(handle.read(), multiple=True):
                roots.append(x509.Certificate.load(der))
    return roots


def read_crls(paths):
    lists = []
    for path in paths:
        with open(path, "rb") as handle:
            lists.append(crl.CertificateList.load(handle.read()))
    return lists


def context_for(reader, roots, request):
    kwargs = dict(
        trust_roots=roots,
        allow_fetching=False,
        crls=read_crls(request.get("crls", [])),
        revocation_mode=request.get("revocation", "soft-fail"),
    )
    try:
        return DocumentSecurityStore.read_dss(reader).as_validation_context(kwargs)
    except NoDSSFoundError:
        return ValidationContext(**kwargs)


def judge(status):
    level = getattr(status, "modification_level", None)
    sound = status.intact and status.valid and status.trusted
    bottom_line = getattr(status, "bottom_line", sound)
    return {
        "bottomLine": bool(bottom_line),
        "intact": bool(status.intact),
        "valid": bool(status.valid),
        "trusted": bool(status.trusted),
        "coverage": status.coverage.name if status.coverage else None,
        "modification": level.name if level is not None else None,
        "details": "" if bottom_line else f"{status!r}"[:2000],
    }


def validate(request):
    roots = read_roots(request["roots"])
    with open(request["file"], "rb") as handle:
        reader = PdfFileReader(handle, strict=False)
        if reader.encrypted:
            reader.decrypt("")
        answer = []
        for signature in reader.embedded_signatures:
            context = context_for(reader, roots, request)
            is_timestamp = signature.sig_object_type == "/DocTimeStamp"
            if is_timestamp:
                status = validate_pdf_timestamp(signature, validation_context=context)
            else:
                status = validate_pdf_signature(
                    signature, signer_validation_context=context, ts_validation_context=context
                )
            answer.append({"field": signature.field_name, "isTimestamp": is_timestamp, **judge(status)})
        return {"signatures": answer}


for line in sys.stdin:
    try:
        result = validate(json.loads(line))
    except Exception as error:  # noqa: BLE001 -- whatever happens belongs into the answer
        result = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(result), flush=True)
