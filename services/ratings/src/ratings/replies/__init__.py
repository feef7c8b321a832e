"""Providers and authorities reply to stories: free, beside the story, and as prominent."""
