using Anomaly.Storage.Tests.Backends;
using Anomaly.Storage.Tests.Contracts;
using Anomaly.Testing.Postgres;

namespace Anomaly.Storage.Tests.Postgres;

public sealed class PostgresRemoveTests(PostgresServer server) : RemoveContract(new PostgresBackend(server));
