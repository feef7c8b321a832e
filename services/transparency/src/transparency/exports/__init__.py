"""What the Local Government Transparency Code has an authority publish, as tables that anybody can take away."""
