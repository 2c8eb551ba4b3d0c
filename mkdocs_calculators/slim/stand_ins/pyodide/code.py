"""For programs that use JavaScript from Python; ours do not."""
