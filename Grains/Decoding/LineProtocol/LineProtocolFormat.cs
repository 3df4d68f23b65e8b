namespace Anomaly.Grains.Decoding.LineProtocol;

/// <summary>
/// Influx line protocol, one or more lines: <c>cpu,host=web-1 idle=97.5,irq=3i 1700000000000000000</c>. Each numeric field is a series
/// <c>cpu,host=web-1 idle</c>, with the tags sorted and as its labels. Floats, integers (<c>3i</c>) and unsigned integers (<c>3u</c>)
/// are numeric; strings and booleans are skipped. The time is in nanoseconds, other units are told apart by size.
/// </summary>
internal static class LineProtocolFormat
{
    /// <summary>Decodes all lines.</summary>
    public static void Decode(ref RecordContext context)
    {
        var reader = new LineReader(context.Bytes);
        while (!context.Errors.Full && reader.TryBeginLine())
        {
            LineDecoder.Decode(ref context, ref reader);
            reader.SkipLine();
        }
        if (context.Errors.Count == 0 && context.Samples.Count == context.FirstSample)
            context.Errors.Add(RejectReason.EmptyRecord, DecodeError.WholeRecord, "has no numeric field; must hold a sample");
    }
}
