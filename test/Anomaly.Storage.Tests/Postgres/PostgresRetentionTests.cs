using Anomaly.Storage.Tests.Backends;
using Anomaly.Storage.Tests.Contracts;
using Anomaly.Testing.Postgres;

namespace Anomaly.Storage.Tests.Postgres;

public sealed class PostgresRetentionTests(PostgresServer server) : RetentionContract(new PostgresBackend(server));
