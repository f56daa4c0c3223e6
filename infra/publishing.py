"""Publish layers to Lambda by way of S3, each only where its contents are not published yet."""

from collections.abc import Iterable
from typing import Any

from infra.package.layers import Layer
from infra.pythons import VERSION
from infra.sending import Line

# A function keeps the version that it has; older ones are for going back.
KEPT = 3


def publish(client: Any, line: Line, prefix: str, layers: Iterable[Layer]) -> dict[str, str]:
    """Return the ARNs of layers by their names, publishing those whose contents no version of ours has."""
    return {layer.name: _published(client, line, f"{prefix}{layer.name}", layer) for layer in layers}


def delete(client: Any, prefix: str, names: Iterable[str]) -> None:
    """Delete every version of layers."""
    for name in names:
        for version in versions(client, f"{prefix}{name}"):
            client.delete_layer_version(LayerName=f"{prefix}{name}", VersionNumber=version["Version"])


def versions(client: Any, name: str) -> list[dict[str, Any]]:
    """Return the versions of a layer, the newest first; none of a layer that does not exist."""
    pages = client.get_paginator("list_layer_versions").paginate(LayerName=name)
    found = [version for page in pages for version in page["LayerVersions"]]
    return sorted(found, key=lambda version: -int(version["Version"]))


def _published(client: Any, line: Line, name: str, layer: Layer) -> str:
    there = versions(client, name)
    for version in there:
        if version.get("Description") == layer.digest:
            return str(version["LayerVersionArn"])
    key = f"layers/{layer.digest}.zip"
    line.send(layer.archive, key, f"layer {layer.name}")
    made = client.publish_layer_version(
        LayerName=name,
        Description=layer.digest,
        Content={"S3Bucket": line.bucket, "S3Key": key},
        CompatibleRuntimes=[f"python{VERSION}"],
    )
    for version in there[KEPT - 1 :]:
        client.delete_layer_version(LayerName=name, VersionNumber=version["Version"])
    return str(made["LayerVersionArn"])
