using Anomaly.Testing.Postgres;

[assembly: AssemblyFixture(typeof(PostgresServer))]
