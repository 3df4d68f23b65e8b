namespace Anomaly.Producer.Sending;

/// <summary>Where the broker is, and how that is known.</summary>
/// <param name="Servers"><c>host:port</c>, several separated by commas.</param>
/// <param name="Source">Where the address was found, in words.</param>
/// <param name="IsInProcess">Whether it is the broker inside a silo, which keeps only 5 MB a partition.</param>
public sealed record BrokerAddress(string Servers, string Source, bool IsInProcess)
{
    /// <summary>The environment variable.</summary>
    public const string Variable = "KAFKA_BOOTSTRAP_SERVERS";

    /// <summary>The file that a silo with a broker inside writes, relative to where it was started.</summary>
    public static readonly string File = Path.Combine("data", "kafka.address");

    private const string Solution = "Anomaly.sln";

    /// <summary>Finds the address: as given, the variable, the file in this folder or one above it, <c>localhost:9092</c>.</summary>
    /// <param name="given">What the user gave; null or empty where nothing.</param>
    /// <param name="environment">Reads an environment variable.</param>
    /// <param name="folder">Where the search for the file starts; it ends at the folder of the solution.</param>
    /// <returns>The address.</returns>
    public static BrokerAddress Resolve(string? given, Func<string, string?> environment, string folder)
    {
        ArgumentNullException.ThrowIfNull(environment);
        if (!string.IsNullOrWhiteSpace(given))
            return new BrokerAddress(given.Trim(), "--bootstrap", false);
        if (environment(Variable) is { } variable && !string.IsNullOrWhiteSpace(variable))
            return new BrokerAddress(variable.Trim(), Variable, false);

        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            var file = Path.Combine(at.FullName, File);
            if (ReadFile(file) is { } found)
                return new BrokerAddress(found, file, true);
            if (System.IO.File.Exists(Path.Combine(at.FullName, Solution)))
                break;
        }

        return new BrokerAddress("localhost:9092", "the default", false);
    }

    private static string? ReadFile(string file)
    {
        try
        {
            return System.IO.File.ReadLines(file).Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // no such file, most often
        }
    }
}
