using System.CommandLine;
using System.Globalization;

namespace Anomaly.Producer.Commands;

/// <summary><c>host</c>: this machine's figures.</summary>
internal sealed class HostCommand
{
    private readonly SharedOptions _shared = new();
    private readonly Option<double> _rate = new("--rate") { Description = "Readings a second.", DefaultValueFactory = _ => 1, HelpName = "per second" };
    private readonly Option<string?> _duration = new("--duration") { Description = "For how long: 30s, 5m, 2h. Default: no end.", HelpName = "time" };
    private readonly Option<long?> _count = new("--count") { Description = "How many readings. Default: no end.", HelpName = "number" };

    public static Command Create(Surroundings surroundings)
    {
        var options = new HostCommand();
        var command = new Command("host", "This machine's CPU, memory, load, disk and network, each second: percentages and rates, labelled host=<machine>.");
        command.Options.Add(options._rate);
        command.Options.Add(options._duration);
        command.Options.Add(options._count);
        options._shared.AddTo(command);
        command.SetAction((parse, cancellationToken) => options.RunAsync(parse, surroundings, cancellationToken));
        return command;
    }

    private Task<int> RunAsync(ParseResult parse, Surroundings surroundings, CancellationToken cancellationToken)
    {
        var settings = _shared.Read(parse, surroundings);
        var rate = parse.GetValue(_rate);
        var count = parse.GetValue(_count);
        if (!(rate is >= 0.0001 and <= 100))
            throw SharedOptions.Wrong("--rate", rate, "from 0.0001 to 100 a second");
        if (count < 1)
            throw SharedOptions.Wrong("--count", count, "1 or more");
        if (parse.GetValue(_duration) is { } duration)
            count = Math.Min(count ?? long.MaxValue, Math.Max(1, (long)(DurationText.Parse("--duration", duration).TotalSeconds * rate)));
        if (!settings.Quiet)
            surroundings.Error.Write(string.Create(CultureInfo.InvariantCulture, $"host: {surroundings.MachineName} at {rate}/s, to {settings.Target}\n"));
        var work = new HostRun(settings, surroundings, TimeSpan.FromSeconds(1 / rate), count);
        return Run.ExecuteAsync(settings, surroundings, endless: count is null, work.WorkAsync, cancellationToken);
    }
}
