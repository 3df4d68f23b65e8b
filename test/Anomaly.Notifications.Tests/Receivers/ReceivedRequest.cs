using System.Text;
using System.Text.Json;

namespace Anomaly.Notifications.Tests.Receivers;

/// <summary>A request as it arrived.</summary>
/// <param name="Path">Its path and query.</param>
/// <param name="Headers">Its headers; names in whatever case.</param>
/// <param name="Body">Its body.</param>
internal sealed record ReceivedRequest(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;
}
