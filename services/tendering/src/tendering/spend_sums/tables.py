"""Where the sums of spend files are kept, so that nobody has to read a million lines again."""

from sqlalchemy import BigInteger, Column, Date, Integer, String, Table, Uuid

from chassis.database import mapper_of

metadata = mapper_of("tendering").metadata

#: What each payee had of a file in a month, which is named by its first day; who is not named shares the empty key.
spend_months = Table(
    "spend_months",
    metadata,
    Column("import_id", Uuid, primary_key=True),
    Column("payee_key", String, primary_key=True),
    Column("month", Date, primary_key=True),
    Column("payments", Integer, nullable=False),
    Column("pence", BigInteger, nullable=False),
)
#: What was paid in a month under each contract that the lines of a file name, as they name it.
contract_months = Table(
    "spend_contract_months",
    metadata,
    Column("import_id", Uuid, primary_key=True),
    Column("contract", String, primary_key=True),
    Column("month", Date, primary_key=True),
    Column("payments", Integer, nullable=False),
    Column("pence", BigInteger, nullable=False),
)
