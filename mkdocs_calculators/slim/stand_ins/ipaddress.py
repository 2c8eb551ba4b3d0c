"""Addresses of hosts, for web addresses that have one in brackets."""
