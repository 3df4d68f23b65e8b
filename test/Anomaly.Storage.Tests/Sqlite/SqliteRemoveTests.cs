using Anomaly.Storage.Tests.Backends;
using Anomaly.Storage.Tests.Contracts;

namespace Anomaly.Storage.Tests.Sqlite;

public sealed class SqliteRemoveTests() : RemoveContract(new SqliteBackend());
