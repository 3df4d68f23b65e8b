using Anomaly.Storage.Postgres.Options;
using Anomaly.Storage.Schema;
using Anomaly.Storage.Tests.Backends;
using Anomaly.Testing.Postgres;
using Npgsql;

namespace Anomaly.Storage.Tests.Postgres;

public sealed class PostgresOptionsTests(PostgresServer server)
{
    [Theory]
    [InlineData("", "POSTGRES_CONNECTION is empty")]
    [InlineData("Database=x", "names no host")]
    [InlineData("Host=x;Pasword=secret-word", "cannot be read as a connection string")]
    [InlineData("Host=x;Port=secret-word", "cannot be read as a connection string")]
    [InlineData("postgres://user:secret-word@host:port/db", "cannot be read as a URI")]
    [InlineData("postgres://user:secret-word@host/db?colour=blue", "has the parameter 'colour'")]
    public void Options_ConnectionThatCannotBeRead_SaysSo(string connection, string expected)
    {
        var error = Assert.Throws<StorageException>(() => new PostgresStorageOptions { ConnectionString = connection }.ToConnectionString());

        PostgresErrorTests.AssertTells(error, "POSTGRES_CONNECTION", expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Anomaly")]
    [InlineData("a\"b")]
    [InlineData("1a")]
    [InlineData("pg_own")]
    public void Options_SchemaThatIsNoName_SaysSo(string schema)
    {
        var error = Assert.Throws<StorageException>(
            () => new PostgresStorageOptions { ConnectionString = "Host=x", Schema = schema }.ToConnectionString());

        PostgresErrorTests.AssertTells(error, $"Storage:Schema is '{schema}'", "must be");
    }

    [Fact]
    public void Options_Uri_IsReadWhole()
    {
        var options = new PostgresStorageOptions
        {
            ConnectionString = "postgresql://us%40er:p%3Aass%2Fword@db.example:6543/some%20db?sslmode=verify-full&application_name=other",
            Schema = "blue",
        };

        var connection = new NpgsqlConnectionStringBuilder(options.ToConnectionString());

        Assert.Equal(("db.example", 6543, "some db"), (connection.Host, connection.Port, connection.Database));
        Assert.Equal(("us@er", "p:ass/word", "blue"), (connection.Username, connection.Password, connection.SearchPath));
        Assert.Equal((SslMode.VerifyFull, "other"), (connection.SslMode, connection.ApplicationName));
        Assert.DoesNotContain("word", options.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_ConnectionString_FindsTheSchemaBeforeAllElse()
    {
        await using var storage = PostgresBackend.Open(await PostgresBackend.NewDatabaseAsync(server) + ";Search Path=public", "blue");
        await storage.Schema.MigrateAsync(TestContext.Current.CancellationToken);

        Assert.Equal("blue", await storage.SqlAsync("select current_schema()::text"));
        Assert.Equal("off", await storage.SqlAsync("show jit"));
        Assert.Equal("blue.orleansquery", await storage.SqlAsync("select 'blue.' || tablename from pg_tables where schemaname = 'blue' and tablename = 'orleansquery'"));
    }

    [Fact]
    public async Task Options_TwoSchemasInOneDatabase_AreTwoClusters()
    {
        var database = await PostgresBackend.NewDatabaseAsync(server);
        await using var blue = PostgresBackend.Open(database, "blue");
        await using var green = PostgresBackend.Open(database, "green");
        await Task.WhenAll(blue.Schema.MigrateAsync(TestContext.Current.CancellationToken), green.Schema.MigrateAsync(TestContext.Current.CancellationToken));

        await blue.Partitions.ClaimAsync("metrics", 0, new(null, 0, 0), TestContext.Current.CancellationToken);
        var claim = await green.Partitions.ClaimAsync("metrics", 0, new(null, 0, 0), TestContext.Current.CancellationToken);

        Assert.Equal(1, claim.Fence.OwnerEpoch);
    }
}
