"""Draw what leads every address within the web client to its one page, and says which are none of its addresses."""

from typing import Any

from chalicelib.schemas.links import screens
from infra import edge

# CloudFront runs one before it looks for what it keeps, the other before it answers. What names a file is one, or S3
# says that it is not there; no path of a screen ends as the name of a file does. Whether the second is told the address
# that was asked for or the one that the first made of it, it says the same: what is missing has a copy of the page.
SCREENS = "|".join(screens.patterns()).replace("/", "\\/")
LOOKS = f"""var file = /{edge.WEB_FILE}/
var screen = /^({SCREENS})\\/?$/
"""
PATHS = f"""{LOOKS}
function handler(event) {{
  var request = event.request
  if (!file.test(request.uri)) request.uri = screen.test(request.uri) ? '{edge.WEB_PAGE}' : '{edge.MISSING_PAGE}'
  return request
}}
"""
STATUS = f"""{LOOKS}
function handler(event) {{
  var uri = event.request.uri, response = event.response
  if (uri === '{edge.MISSING_PAGE}' || (!file.test(uri) && !screen.test(uri))) {{
    response.statusCode = 404
    response.statusDescription = 'Not Found'
  }}
  return response
}}
"""


def paths() -> dict[str, Any]:
    """Return the function that answers with the page where no file is named."""
    return _function("web-paths", "The web client is one page", PATHS)


def status() -> dict[str, Any]:
    """Return the function that says 404 of an address that is none of the client's, with the page that says so too.

    Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html
    """
    return _function("web-status", "What the web client has no screen for is missing", STATUS)


def _function(name: str, told: str, code: str) -> dict[str, Any]:
    return {
        "Type": "AWS::CloudFront::Function",
        "Condition": "HasApi",
        "Properties": {
            "Name": {"Fn::Sub": f"${{Prefix}}{name}"},
            "AutoPublish": True,
            "FunctionConfig": {"Comment": told, "Runtime": "cloudfront-js-2.0"},
            "FunctionCode": code,
        },
    }
