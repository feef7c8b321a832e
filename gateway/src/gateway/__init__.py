"""The one door of the platform: who asks, how often, and what they may reach.

A request is admitted (`guard`), its path gets its one spelling (`routes`), its caller is known (`identity`), it is
counted (`limits`), and it is carried to a service with a token of sixty seconds (`proxy`): `edge` is that line. The
gateway keeps its own clients (`clients`) and publishes one document for all five services (`docs`). It knows nothing of
commissioning.
"""
