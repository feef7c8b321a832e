"""What somebody gets who steals one login to the ratings' database: every row of every table that it opens."""

from typing import Any

import asyncpg

Row = dict[str, Any]
OPEN = """
select format('%I.%I', schemaname, tablename) from pg_tables
where schemaname in ('public', 'issuer') and has_schema_privilege(schemaname, 'usage')
    and has_table_privilege(format('%I.%I', schemaname, tablename), 'select')
"""


async def dumped(url: str) -> dict[str, list[Row]]:
    """The rows by their table, each with what PostgreSQL knows of its transaction and place."""
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    try:
        tables = [row[0] for row in await connection.fetch(OPEN)]
        return {
            table: [
                {name: value.hex() if isinstance(value, bytes) else value for name, value in row.items()}
                for row in await connection.fetch(f"select xmin::text, ctid::text, t.* from {table} t")
            ]
            for table in tables
        }
    finally:
        await connection.close()
