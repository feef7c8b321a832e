"""The form by which anybody rates a service, without a script; in Easy Read too; and how reviews are kept honest."""
