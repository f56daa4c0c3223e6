"""Rossgram: a photo network without a server to look after.

Chalice never runs app.py in an event Lambda, so the set-up that every Lambda needs is here.
"""

import gc
import logging

from chalicelib import config

# Almost all that is made while a Lambda starts is kept: to look for garbage in it takes a tenth of a cold start.
# handlers/starting.py ends this.
if config.HANDLER:
    gc.disable()
gc.set_threshold(20_000, 10, 10)

logging.getLogger().setLevel(logging.INFO)
logging.getLogger("botocore").setLevel(logging.WARNING)
logging.getLogger("stripe").setLevel(logging.WARNING)
