using System.Text.Json;

namespace Anomaly.Grains.Decoding.Json;

/// <summary>A series id given as a JSON string.</summary>
internal static class JsonSeries
{
    /// <summary>Reads the id into the buffer, or reports what is wrong with it.</summary>
    public static bool TryRead(ref RecordContext context, JsonToken token, FieldPath path, out ArenaSlice series)
    {
        series = default;
        if (token.IsMissing)
        {
            context.Errors.Add(RejectReason.MissingSeries, path.ToString(), $"is {token.Describe(context.Bytes)}; must be the id of a series");
            return false;
        }
        if (token.Type != JsonTokenType.String)
        {
            context.Errors.Add(RejectReason.WrongType, path.ToString(), $"is {token.Describe(context.Bytes)}; must be the id of a series, a string");
            return false;
        }
        return TryReadText(ref context, token, path, out series);
    }

    /// <summary>Reads a string or a field's name into the buffer as an id, or reports what is wrong with it.</summary>
    public static bool TryReadText(ref RecordContext context, JsonToken token, FieldPath path, out ArenaSlice series)
    {
        var arena = context.Samples.Arena;
        if (!token.TryAppendText(context.Bytes, arena, out series))
        {
            context.Errors.Add(RejectReason.InvalidSeries, path.ToString(), "holds half a surrogate pair; must be text");
            return false;
        }
        return Check(ref context, series, path);
    }

    /// <summary>Reports what is wrong with an id in the buffer, if anything.</summary>
    public static bool Check(ref RecordContext context, ArenaSlice series, FieldPath path)
    {
        var id = context.Samples.Arena[series];
        if (SeriesId.IsValid(id))
            return true;
        context.Errors.Add(RejectReason.InvalidSeries, path.ToString(), SeriesId.Problem(id));
        return false;
    }
}
