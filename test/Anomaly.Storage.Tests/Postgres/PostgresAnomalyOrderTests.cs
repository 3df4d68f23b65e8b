using Anomaly.Storage.Tests.Backends;
using Anomaly.Storage.Tests.Contracts;
using Anomaly.Testing.Postgres;

namespace Anomaly.Storage.Tests.Postgres;

public sealed class PostgresAnomalyOrderTests(PostgresServer server) : AnomalyOrderContract(new PostgresBackend(server));
