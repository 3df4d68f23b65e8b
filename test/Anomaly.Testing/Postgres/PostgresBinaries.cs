namespace Anomaly.Testing.Postgres;

/// <summary>Where the server's programs are on this machine.</summary>
public static class PostgresBinaries
{
    private const string Debian = "/usr/lib/postgresql";

    /// <summary>Why no server can be started here; null where one can.</summary>
    public static string? Absence { get; } = Find() is null
        ? $"PostgreSQL is absent: no {Debian}/<version>/bin/initdb; run test/install-postgres.sh"
        : null;

    /// <summary>The full path of a program of the newest version that is installed.</summary>
    /// <param name="name">The program's name, such as <c>initdb</c>.</param>
    public static string PathOf(string name) =>
        Path.Combine(Find() ?? throw new InvalidOperationException(Absence), name);

    private static string? Find() =>
        !Directory.Exists(Debian)
            ? null
            : Directory.GetDirectories(Debian)
                .Where(version => File.Exists(Path.Combine(version, "bin", "initdb")))
                .OrderByDescending(version => int.TryParse(Path.GetFileName(version), out var number) ? number : 0)
                .Select(version => Path.Combine(version, "bin"))
                .FirstOrDefault();
}
