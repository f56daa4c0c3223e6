"""Draw what leads every address within the web client to its one page."""

from typing import Any

from infra import edge

# CloudFront runs it before it looks for what it keeps. No path of an account or a tag ends as the name of a file does.
CODE = f"""function handler(event) {{
  var request = event.request
  if (!/{edge.WEB_FILE}/.test(request.uri)) request.uri = '{edge.WEB_PAGE}'
  return request
}}
"""


def paths() -> dict[str, Any]:
    """Return the function that answers with the page where no file is named."""
    return {
        "Type": "AWS::CloudFront::Function",
        "Condition": "HasApi",
        "Properties": {
            "Name": {"Fn::Sub": "${Prefix}web-paths"},
            "AutoPublish": True,
            "FunctionConfig": {"Comment": "The web client is one page", "Runtime": "cloudfront-js-2.0"},
            "FunctionCode": CODE,
        },
    }
