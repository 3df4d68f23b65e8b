using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Anomaly.Bench.Reporting;

/// <summary>A result.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Parameters">With what.</param>
/// <param name="Figures">What came out; a name says its unit.</param>
/// <param name="Command">What measures it again.</param>
/// <param name="Date">When, in UTC.</param>
/// <param name="Processors">How many processors the machine has, for all that ran.</param>
/// <param name="LoadBefore">The load average of a minute before the command began.</param>
/// <param name="LoadAfter">The same when the row was written; it holds what the measurement did itself.</param>
internal sealed record Row(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("parameters")] JsonObject Parameters,
    [property: JsonPropertyName("figures")] JsonObject Figures,
    [property: JsonPropertyName("command")] string Command,
    [property: JsonPropertyName("date")] string Date,
    [property: JsonPropertyName("processors")] int Processors,
    [property: JsonPropertyName("load_before")] double LoadBefore,
    [property: JsonPropertyName("load_after")] double LoadAfter)
{
    /// <summary>Whether it is the same measurement.</summary>
    public bool Repeats(Row other) => Name == other.Name && JsonNode.DeepEquals(Parameters, other.Parameters);
}
