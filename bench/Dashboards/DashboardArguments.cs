namespace Anomaly.Bench.Dashboards;

/// <summary>What is measured.</summary>
internal sealed record DashboardArguments(int Dashboards, int Series, int Records)
{
    public static DashboardArguments Parse(CommandOptions options)
    {
        var arguments = new DashboardArguments(options.Number("--dashboards", 50), options.Number("--series", 10_000), options.Number("--records", 30_000_000));
        options.End();
        return arguments;
    }
}
