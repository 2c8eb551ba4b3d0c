"""Questions are answered without waiting, so there is no event loop."""
