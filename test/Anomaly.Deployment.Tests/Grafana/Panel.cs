using System.Text.Json;

namespace Anomaly.Deployment.Tests.Grafana;

/// <summary>A panel of a dashboard; a row is one too.</summary>
internal sealed class Panel(JsonElement json)
{
    public int Id => json.GetProperty("id").GetInt32();

    public string Title => json.GetProperty("title").GetString()!;

    public bool IsRow => json.GetProperty("type").GetString() == "row";

    public string Description => Text(json, "description");

    public string Unit => Text(json.GetProperty("fieldConfig").GetProperty("defaults"), "unit");

    /// <summary>The place on the grid of 24 columns.</summary>
    public (int X, int Y, int Width, int Height) Place
    {
        get
        {
            var place = json.GetProperty("gridPos");
            return (place.GetProperty("x").GetInt32(), place.GetProperty("y").GetInt32(), place.GetProperty("w").GetInt32(), place.GetProperty("h").GetInt32());
        }
    }

    /// <summary>The queries, with the uid of the data source of each.</summary>
    public IEnumerable<(string Name, string Expression, string Legend, string Source)> Queries => IsRow ? [] : json.GetProperty("targets").EnumerateArray().Select(query => (
        query.GetProperty("refId").GetString()!, query.GetProperty("expr").GetString()!, Text(query, "legendFormat"), query.GetProperty("datasource").GetProperty("uid").GetString()!));

    public bool Overlaps(Panel other)
    {
        var (mine, its) = (Place, other.Place);
        return mine.X < its.X + its.Width && its.X < mine.X + mine.Width && mine.Y < its.Y + its.Height && its.Y < mine.Y + mine.Height;
    }

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString()! : "";
}
