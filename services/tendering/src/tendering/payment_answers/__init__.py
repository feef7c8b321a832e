"""What is said of invoices and payments: disputed and settled by who pays, confirmed by who is paid."""
