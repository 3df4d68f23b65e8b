namespace Anomaly.Chaos.Silo.Faults;

/// <summary>What a silo shall do to itself when it comes to a certain point.</summary>
/// <param name="Stop">Whether it stops (SIGSTOP) instead of dying (SIGKILL).</param>
/// <param name="Phase">In which phase.</param>
/// <param name="Side">Where in it.</param>
/// <param name="Remote">Whether only a call or write counts that is about a series which lives on another silo.</param>
/// <param name="Passes">How many occurrences are let pass first.</param>
internal sealed record Order(bool Stop, Phase Phase, Side Side, bool Remote, int Passes)
{
    public override string ToString() =>
        FormattableString.Invariant($"{(Stop ? "stop" : "die")} {Phase} {Side} {(Remote ? "remote" : "any")} {Passes}");

    public static Order Parse(string line)
    {
        var words = line.Split(' ');
        return new Order(
            words[0] == "stop", Enum.Parse<Phase>(words[1]), Enum.Parse<Side>(words[2]), words[3] == "remote", int.Parse(words[4], System.Globalization.CultureInfo.InvariantCulture));
    }
}
