using Anomaly.Storage.Schema;
using Anomaly.Storage.Sqlite.Options;
using Anomaly.Storage.Tests.Backends;
using Microsoft.Data.Sqlite;

namespace Anomaly.Storage.Tests.Sqlite;

/// <summary>Each error is one sentence that names the setting, what it is, and what to do.</summary>
public sealed class SqliteErrorTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("anomaly-sqlite-");

    private string File => Path.Combine(_folder.FullName, "anomaly.db");

    [Fact]
    public async Task Migrate_FileIsNoDatabase_SaysSo()
    {
        await System.IO.File.WriteAllTextAsync(File, new string('x', 5000), TestContext.Current.CancellationToken);

        AssertTells(await MigrateAsync(File), "not a SQLite database", "move it away");
    }

    [Fact]
    public async Task Migrate_PathIsAFolder_SaysSo() =>
        AssertTells(await MigrateAsync(_folder.FullName), "cannot be opened", "must be a file");

    [Fact]
    public async Task Migrate_FolderCannotBeMade_SaysSo()
    {
        await System.IO.File.WriteAllTextAsync(File, "", TestContext.Current.CancellationToken);

        AssertTells(await MigrateAsync(Path.Combine(File, "below", "anomaly.db")), "folder cannot be created", "set another path");
    }

    [Fact]
    public async Task Migrate_FileThatCannotBeWritten_NamesIt()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self"), "there is no file system here that refuses writes even from root");

        AssertTells(await MigrateAsync("/proc/version"), "/proc/version");
    }

    [Fact]
    public async Task Migrate_DiskFull_SaysSo()
    {
        // A limit on the file's pages refuses growth just as a full disk does.
        await using (var connection = new SqliteConnection($"Data Source={File};Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "create table ballast (x); insert into ballast values (1)";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var error = Anomaly.Storage.Sqlite.Schema.SqliteErrors.Explain(Provoke("pragma max_page_count = 1", "insert into ballast values (zeroblob(1000000))"), File);

        AssertTells(error, "the disk is full", "free space");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(":memory:")]
    public void Options_PathThatIsNone_SaysSo(string path) =>
        AssertTells(Assert.Throws<StorageException>(() => new SqliteStorageOptions { Path = path }.ToConnectionString()), "path of");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private SqliteException Provoke(string limit, string write)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the test's own texts
        command.CommandText = limit;
        command.ExecuteNonQuery();
        command.CommandText = write;
#pragma warning restore CA2100
        return Assert.Throws<SqliteException>(() => command.ExecuteNonQuery());
    }

    private static async Task<StorageException> MigrateAsync(string path)
    {
        await using var storage = SqliteBackend.Open(path);
        return await Assert.ThrowsAsync<StorageException>(() => storage.Schema.MigrateAsync(TestContext.Current.CancellationToken));
    }

    private static void AssertTells(StorageException error, params string[] parts)
    {
        foreach (var part in parts)
            Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("Storage:Path is ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }
}
