using Anomaly.Storage.Sqlite.Hosting;
using Anomaly.Storage.Sqlite.Options;
using Microsoft.Data.Sqlite;

namespace Anomaly.Storage.Tests.Backends;

public sealed class SqliteBackend : IBackend, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("anomaly-sqlite-");

    public string File => Path.Combine(_folder.FullName, "data", "anomaly.db");

    public async Task<TestStorage> CreateAsync()
    {
        var storage = Open(File);
        await storage.Schema.MigrateAsync(TestContext.Current.CancellationToken);
        return storage;
    }

    /// <summary>The ports on a file, without migrating it.</summary>
    public static TestStorage Open(string path)
    {
        var options = new SqliteStorageOptions { Path = path };
        return new(options.ToConnectionString(), services => services.AddSqliteStorage(options), () => new SqliteConnection(options.ToConnectionString()));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
