using System.Globalization;

namespace Anomaly.Bench.Dashboards;

/// <summary>What is measured.</summary>
internal sealed record DashboardArguments
{
    public int Dashboards { get; private init; } = 50;

    public int Series { get; private init; } = 10_000;

    public int Records { get; private init; } = 30_000_000;

    public string? Json { get; private init; }

    public static DashboardArguments Parse(string[] args)
    {
        var arguments = new DashboardArguments();
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            var value = args[i + 1];
            arguments = args[i] switch
            {
                "--dashboards" => arguments with { Dashboards = Number(value) },
                "--series" => arguments with { Series = Number(value) },
                "--records" => arguments with { Records = Number(value) },
                "--json" => arguments with { Json = value },
                _ => throw new ArgumentException($"'{args[i]}' is not an option of dashboards; --dashboards, --series, --records and --json are."),
            };
        }

        return arguments;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
