namespace Anomaly.Dashboard.Ui.Json;

/// <summary>A value of a JSON tree, as much of it as is shown.</summary>
public sealed class JsonTwig
{
    internal JsonTwig(string name)
    {
        Name = name;
    }

    /// <summary>The field's name, or the place in its array; empty at the root.</summary>
    public string Name { get; }

    /// <summary>What stands there, where it is no branch.</summary>
    public string Text { get; internal set; } = "";

    /// <summary>The first numbers of an array that holds nothing else; null where it is none.</summary>
    public double[]? Numbers { get; internal set; }

    /// <summary>The twigs of an object or array; null where it is none.</summary>
    public IReadOnlyList<JsonTwig>? Twigs { get; internal set; }

    /// <summary>Whether it is an array.</summary>
    public bool IsArray { get; internal set; }

    /// <summary>How many values it has; those beyond what is shown are counted too.</summary>
    public int Count { get; internal set; }

    /// <summary>How many of them are not shown.</summary>
    public int More => Count - (Numbers?.Length ?? Twigs?.Count ?? Count);
}
