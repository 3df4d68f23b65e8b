using System.CommandLine;

namespace Anomaly.Producer.Commands;

/// <summary>The options that say how fast event time passes.</summary>
internal sealed class PaceOptions(string fastDescription, bool offerRealtime)
{
    private readonly Option<double?> _speed = new("--speed") { Description = "Event time passes this many times as fast as real time, such as 60.", HelpName = "factor" };

    private readonly Option<bool> _fast = new("--fast") { Description = fastDescription };

    private readonly Option<bool> _realtime = new("--realtime") { Description = "At the data's own pace: --speed 1." };

    public void AddTo(Command command)
    {
        command.Options.Add(_speed);
        command.Options.Add(_fast);
        if (offerRealtime)
            command.Options.Add(_realtime);
    }

    /// <summary>The factor; infinite: as fast as it goes.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="otherwise">What it is where nothing is said.</param>
    public double Read(ParseResult parse, double otherwise)
    {
        var speed = parse.GetValue(_speed);
        var fast = parse.GetValue(_fast);
        var realtime = offerRealtime && parse.GetValue(_realtime);
        if ((speed is null ? 0 : 1) + (fast ? 1 : 0) + (realtime ? 1 : 0) > 1)
            throw new InvalidSettingException($"--speed, --fast{(offerRealtime ? " and --realtime" : "")} exclude each other; give one");
        if (speed is { } factor && !(factor > 0 && double.IsFinite(factor)))
            throw SharedOptions.Wrong("--speed", factor, "more than 0");
        return fast ? double.PositiveInfinity : realtime ? 1 : speed ?? otherwise;
    }
}
