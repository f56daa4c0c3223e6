"""Rossgram: a photo network without a server to look after.

Chalice never runs app.py in an event Lambda, so the set-up that every Lambda needs is here.
"""

import logging

logging.getLogger().setLevel(logging.INFO)
logging.getLogger("botocore").setLevel(logging.WARNING)
logging.getLogger("stripe").setLevel(logging.WARNING)
