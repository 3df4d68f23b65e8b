using Anomaly.Silo.Settings;

namespace Anomaly.Silo.Hosting;

/// <summary>What a person sees first.</summary>
internal static class StartMessage
{
    public static void Print(SiloSettings settings, string bootstrapServers)
    {
        Console.WriteLine();
        Console.WriteLine("Anomaly is running. Ctrl-C saves and stops.");
        if (settings.Web.Enabled)
        {
            var web = $"{settings.Web.Scheme}://{Shown(settings.Web.Host)}:{settings.Web.Port}";
            Line("Dashboard", $"{web}/ui");
            Line("API", $"{web}/anomalies   {web}/openapi/v1.json");
        }

        Line("Metrics", $"http://{Shown(settings.Web.MetricsHost)}:{settings.Web.MetricsPort}/metrics");
        Line("Kafka", settings.BrokerInProcess
            ? $"{bootstrapServers}, topic {settings.Kafka.Topic}   (inside this process, in memory, for trying)"
            : $"{bootstrapServers}, topic {settings.Kafka.Topic}");
        Line("Storage", settings.UsesPostgres ? $"PostgreSQL, schema {settings.Storage.Schema}" : $"SQLite, {Path.GetFullPath(StorageSetup.SqliteFile(settings))}");
        Line("Cluster", settings.Clustered ? $"{settings.Cluster.ClusterId}, silo port {settings.Cluster.SiloPort}" : "this silo alone");
        if (settings.BrokerInProcess && settings.Kafka.Demo)
        {
            Line("Input", "this machine's CPU, memory, load, disk and network figures, and a few simulated series");
        }

        Console.WriteLine();
    }

    private static void Line(string what, string where) => Console.WriteLine($"  {what,-10} {where}");

    private static string Shown(string host) => host is "*" or "+" or "0.0.0.0" ? "localhost" : host;
}
