"""Word files in: everything they hold as lines of a draft, read with zip and XML alone and trusted in nothing."""
