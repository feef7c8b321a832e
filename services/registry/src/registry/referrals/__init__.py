"""The Open Referral UK 3.0 face: all services, this register's and the feeds', as other directories read them."""
