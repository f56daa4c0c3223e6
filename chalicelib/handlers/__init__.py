"""HTTP and events: parse, call one service, render."""
