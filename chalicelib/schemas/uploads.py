"""A file that came in a form, and how large it may be: apart from the forms themselves, which take longer to import."""

from dataclasses import dataclass

# What API Gateway takes of a request, and what Lambda takes of the event that it makes of one.
# https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
# https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
LARGEST_BODY = 10 * 1024 * 1024
LARGEST_EVENT = 6 * 1024 * 1024
# An event holds the headers twice, 10,240 bytes at most, in which JSON writes a quote as two bytes; and the request.
# What is left for the body is taken whatever the headers are.
LARGEST_TEXT = LARGEST_EVENT - 64 * 1024
# A form with a file in it travels as base64: 4,669,440 bytes of it pass.
LARGEST_FORM = LARGEST_TEXT // 4 * 3
# What we promise of a file; the rest of the form is for its boundaries, a description and whatever else it says.
LARGEST_FILE = 4_400_000


@dataclass(frozen=True)
class Upload:
    """A file that came in a form."""

    name: str
    content_type: str
    body: bytes
