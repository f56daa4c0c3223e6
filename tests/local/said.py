"""Shortened error output of pip 23 and uv 0.13, and the beginning of the message for each."""

import sys

UNREACHABLE = "The package index cannot be reached: look at the network"
FULL = "There is too little room on the disk of"
SAID = {
    "pip without a network": (
        [
            "WARNING: Retrying: 'NewConnectionError(Failed to establish a new connection: [Errno -3] …)': /simple/uv/",
            "ERROR: Could not find a version that satisfies the requirement uv==0.13.9 (from versions: none)",
            "ERROR: No matching distribution found for uv==0.13.9",
        ],
        UNREACHABLE,
    ),
    "uv without a network": (
        ["error: Request failed after 3 retries", "  cause: client error (Connect)", "  cause: dns error"],
        UNREACHABLE,
    ),
    "pip with an index that has nothing": (
        [
            "ERROR: Could not find a version that satisfies the requirement argon2-cffi==25.1.0 (from versions: none)",
            "ERROR: No matching distribution found for argon2-cffi==25.1.0",
        ],
        "The package index has nothing of what is asked for, or cannot be reached (ERROR: Could not find a version",
    ),
    "a Python without wheels": (
        [
            "ERROR: Could not find a version that satisfies the requirement numpy==2.4.6 (from versions: 2.0.2)",
            "ERROR: No matching distribution found for numpy==2.4.6",
        ],
        f"The package index has no package for this Python {sys.version.split()[0]} (ERROR: No matching distribution",
    ),
    "a package that does not compile": (
        ["  error: subprocess-exited-with-error", "ERROR: Failed building wheel for cffi"],
        f"A package has to be compiled for this Python {sys.version.split()[0]}, and that failed (error: subprocess",
    ),
    "pip on a full disk": (
        ["ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device"],
        FULL,
    ),
    "uv on a full disk": (["error: Failed to install: scipy", "  cause: (os error 28)"], FULL),
    "a cache of somebody else": (
        ["error: Failed to initialize cache at `/root/.cache/uv`", "  cause: Permission denied (os error 13)"],
        "A file cannot be written (cause: Permission denied",
    ),
    "a proxy with a certificate of its own": (
        ["WARNING: SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] …'))"],
        "The certificate of the package index is not trusted",
    ),
    "something else": (
        ["so far so good", "error: the moon is full"],
        "The environment could not be made (error: the moon is full)",
    ),
    "silence": ([], "The environment could not be made (nothing was said)"),
}
