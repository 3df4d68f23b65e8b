using System.Globalization;
using System.Net;
using Npgsql;

namespace Anomaly.Testing.Postgres;

/// <summary>
/// A private PostgreSQL server on a free loopback port, its files in a temporary folder. It starts at the first use and ends with
/// the object. The databases sort by the rules of a language, so that a test meets code that forgot to ask for byte order.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>The superuser's password.</summary>
    public const string Password = "only-for-tests";

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly string _data = Path.Combine(Path.GetTempPath(), "anomaly-postgres-" + Guid.NewGuid().ToString("N"));
    private PostgresProcess? _process;
    private bool _created;
    private int _databases;

    /// <summary>How it is started.</summary>
    public PostgresServerOptions Options { get; init; } = new();

    /// <summary>The port; 0 before the first start. It stays the same when the server is stopped and started.</summary>
    public int Port { get; private set; }

    /// <summary>The id of the process whose children are all other processes of the server.</summary>
    public int ProcessId => int.Parse(File.ReadLines(Path.Combine(_data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    /// <summary>Starts the server, or starts it again. Does nothing where it runs.</summary>
    public async Task StartAsync()
    {
        await _gate.WaitAsync();
        try
        {
            if (_process is not null)
                return;
            if (!_created)
                await CreateClusterAsync();
            Port = Port != 0 ? Port : Options.Port != 0 ? Options.Port : LoopbackPort.Take();
            _process = await PostgresProcess.StartAsync(_data, Settings());
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Takes the database away: every session is ended. Does nothing where it does not run.</summary>
    /// <param name="crash">Whether it ends as in a crash, without writing anything more.</param>
    public async Task StopAsync(bool crash = false)
    {
        await _gate.WaitAsync();
        try
        {
            if (_process is null)
                return;
            await _process.StopAsync(crash ? "QUIT" : "INT");
            _process.Dispose();
            _process = null;
            NpgsqlConnection.ClearAllPools(); // their connections ended with the server
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Creates an empty database.</summary>
    /// <returns>The superuser's connection string to it.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        await StartAsync();
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"create database {name}", connection);
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    /// <summary>Saves a schema as <c>pg_dump</c> does, whoever works on it meanwhile.</summary>
    /// <param name="connectionString">The database.</param>
    /// <param name="schema">The schema.</param>
    /// <returns>The file; the caller deletes it.</returns>
    public static async Task<string> DumpAsync(string connectionString, string schema)
    {
        var file = Path.Combine(Path.GetTempPath(), $"anomaly-{Guid.NewGuid():N}.dump");
        await UserCommand.RunAsync(PostgresBinaries.PathOf("pg_dump"), "--format=custom", $"--schema={schema}", $"--dbname={Uri(connectionString)}", $"--file={file}");
        return file;
    }

    /// <summary>Restores what <see cref="DumpAsync"/> saved, as <c>pg_restore</c> does.</summary>
    public static Task RestoreAsync(string connectionString, string file) =>
        UserCommand.RunAsync(PostgresBinaries.PathOf("pg_restore"), "--exit-on-error", $"--dbname={Uri(connectionString)}", file);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (Directory.Exists(_data))
            Directory.Delete(_data, recursive: true);
        _gate.Dispose();
    }

    /// <summary>The connection as PostgreSQL's own programs read it.</summary>
    private static string Uri(string connectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        return $"postgresql://{connection.Username}:{connection.Password}@{connection.Host}:{connection.Port}/{connection.Database}";
    }

    private string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = Options.Address.ToString(),
        Port = Port,
        Database = database,
        Username = "postgres",
        Password = Password,
    }.ConnectionString;

    private async Task CreateClusterAsync()
    {
        var password = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(password, Password);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(password, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
            await UserCommand.RunAsync(
                PostgresBinaries.PathOf("initdb"),
                "-D", _data, "-U", "postgres", "--auth=scram-sha-256", "--pwfile=" + password, "--no-sync",
                "--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US");
            if (!IPAddress.IsLoopback(Options.Address))
                await File.AppendAllTextAsync(Path.Combine(_data, "pg_hba.conf"), "host all all samenet scram-sha-256\n");
            if (Options.Certificate is { } certificate)
            {
                await UserCommand.RunAsync("install", "-m", "600", certificate.CertificateFile, Path.Combine(_data, "server.crt"));
                await UserCommand.RunAsync("install", "-m", "600", certificate.KeyFile, Path.Combine(_data, "server.key"));
            }

            _created = true;
        }
        finally
        {
            File.Delete(password);
        }
    }

    private IEnumerable<string> Settings()
    {
        string[] always = [$"listen_addresses={Options.Address}", $"port={Port}", "unix_socket_directories=", "max_connections=200"];
        string[] fast = Options.Durable ? [] : ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];
        return [.. always, .. fast, .. Options.Certificate is null ? Array.Empty<string>() : ["ssl=on"], .. Options.Settings];
    }
}
