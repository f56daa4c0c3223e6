"""Keep the files of photos where they belong, and lead those to them who may see them.

Three places, each with the cheapest door that keeps its promise (docs/decisions/2026-11-26-doors-of-bytes.md): what is
open to everybody, what is signed for some, and what is paid for.
"""
