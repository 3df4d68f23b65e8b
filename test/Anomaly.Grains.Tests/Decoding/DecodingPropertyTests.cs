using System.Globalization;
using System.Text;
using System.Text.Json;
using Anomaly.Grains.Decoding;
using CsCheck;

namespace Anomaly.Grains.Tests.Decoding;

public sealed class DecodingPropertyTests
{
    // Pieces that make something of nearly every format, or nearly so.
    private static readonly Gen<string> Piece = Gen.OneOf(
        "{", "}", "[", "]", ",", ":", "\"", "\\", " ", "\n", "=", "i", "u", "#", "null", "true", "NaN", "-Infinity", "1e999", "42.5", "-1", "0",
        "1700000000", "1700000000123456789", "\"2026-11-22T10:00:00Z\"", "\"series\":", "\"value\":", "\"timestamp\":", "\"labels\":", "\"samples\":",
        "\"name\":", "\"origin\":", "\"anomaly_rerouted\":1", "\"epoch\":1", "\"partition\":1", "\"offset\":1", "\"a\"", "\"\\ud800\"", "\"\\u0061\"",
        "{\"series\":\"a\",\"value\":1}", "{\"a\":\"b\"}", "[[1700000000,1]]", "m,t=x v=1", "\uFEFF", "ü", "\0");

    private static readonly Gen<string> Text = Gen.String[Gen.Char[' ', '~'], 1, 20].Where(text => text.Trim().Length > 0);

    private static readonly Gen<double> Finite = Gen.Double.Where(double.IsFinite);

    [Fact]
    public void Bytes_OfAnyKind_AreSamplesOrAnError() =>
        Gen.Byte.Array[0, 80].Sample(CheckNeverThrows, iter: 20_000);

    [Fact]
    public void Pieces_InAnyOrder_AreSamplesOrAnError() =>
        Piece.Array[0, 14].Select(pieces => Encoding.UTF8.GetBytes(string.Concat(pieces))).Sample(CheckNeverThrows, iter: 50_000);

    [Fact]
    public void Record_WithSomeBytesChanged_IsSamplesOrAnError()
    {
        byte[][] good =
        [
            .. new[]
            {
                """{"series":"web-1.cpu","timestamp":"2026-11-22T10:00:00.25Z","value":42.5,"labels":{"host":"web-1","a":"\u0062"}}""",
                """[{"series":"a","value":1,"timestamp":1700000000.5},{"series":"b","samples":[[1700000000000,1],[1700000000001,-2e3]]}]""",
                """{"cpu":42.5,"mem":1,"host":"x","timestamp":1700000000}""",
                """{"timestamp":"2026-11-22T10:00:00Z","value":"42.5","name":"up","labels":{"__name__":"up","job":"node"}}""",
                "cpu,host=web\\ 1,dc=eu idle=97.5,irq=3i,text=\"a\\\"b\" 1700000000000000000\n# x\ncpu idle=1u",
                """{"anomaly_rerouted":1,"origin":{"epoch":1,"partition":2,"offset":3},"series":"a","samples":[[4,1700000000000,1,{"a":"b"}],[1700000000000,1]]}""",
            }.Select(Encoding.UTF8.GetBytes),
        ];
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Select(Gen.Int[0, 10_000], Gen.Byte).Array[0, 4]).Sample((which, changes) =>
        {
            var record = good[which].ToArray();
            foreach (var (at, to) in changes)
                record[at % record.Length] = to;
            CheckNeverThrows(record);
        }, iter: 30_000);
    }

    [Fact]
    public void NativeRecord_OfAnySamples_IsReadAsWrittenAndComesBackFromARerouting() =>
        Gen.Select(Text, Finite, Gen.Long[315_532_800_000, 4_102_444_800_000], Gen.Dictionary(Text, Text)[0, 4]).Array[1, 8].Sample(samples =>
        {
            var record = JsonSerializer.SerializeToUtf8Bytes(samples.Select(sample => new Dictionary<string, object>
            {
                ["series"] = sample.Item1,
                ["value"] = sample.Item2,
                ["timestamp"] = sample.Item3,
                ["labels"] = sample.Item4,
            }));
            var read = Reading.Samples(record);
            Assert.Equal(
                samples.Select((sample, i) => (sample.Item1, sample.Item3, sample.Item2, i)),
                read.Select(sample => (sample.Series, sample.TimestampMs, sample.Value, sample.Index)));
            foreach (var (sample, back) in samples.Zip(read))
            {
                var labels = back.Labels.Length == 0 ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(back.Labels)!;
                Assert.Equal(sample.Item4.OrderBy(l => l.Key, StringComparer.Ordinal), labels);
            }
            Assert.Equal(read, ReroutedFormatTests.ThereAndBack(record).OrderBy(sample => sample.Index));
        }, iter: 1000);

    [Fact]
    public void SeedRecord_OfAnyFields_IsReadAsWritten() =>
        Gen.Dictionary(Text.Select(text => $"f {text}"), Finite)[1, 60].Sample(fields =>
            Assert.Equal(
                fields.Select((field, i) => new ReadSample(field.Key, "", Reading.RecordTime, field.Value, i)),
                Reading.Samples(JsonSerializer.SerializeToUtf8Bytes(fields))), iter: 1000);

    [Fact]
    public void Line_OfAnyTagsAndFields_IsReadAsWritten() =>
        Gen.Select(Gen.Dictionary(Word, Word)[0, 4], Gen.Dictionary(Word, Finite)[1, 4]).Sample((tags, fields) =>
        {
            var set = string.Concat(tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $",{Escape(tag.Key)}={Escape(tag.Value)}"));
            var shuffled = string.Concat(tags.Select(tag => $",{Escape(tag.Key)}={Escape(tag.Value)}"));
            var values = string.Join(',', fields.Select(field => $"{Escape(field.Key)}={field.Value.ToString("R", CultureInfo.InvariantCulture)}"));
            var read = Reading.Samples($"m{shuffled} {values} 1700000000000000000");
            Assert.Equal(
                fields.Select((field, i) => ($"m{set} {Escape(field.Key)}", field.Value, i)),
                read.Select(sample => (sample.Series, sample.Value, sample.Index)));
        }, iter: 1000);

    private static Gen<string> Word => Gen.String[Gen.Char["abc,= xyz"], 1, 5];

    private static string Escape(string text) =>
        text.Replace(",", "\\,", StringComparison.Ordinal).Replace("=", "\\=", StringComparison.Ordinal).Replace(" ", "\\ ", StringComparison.Ordinal);

    private static void CheckNeverThrows(byte[] record)
    {
        var buffer = new SampleBuffer();
        var decoder = new RecordDecoder();
        if (decoder.TryDecode(record, Reading.RecordTime, buffer, out var origin, out var error))
        {
            Assert.NotEqual(0, buffer.Count);
            for (var i = 0; i < buffer.Count; i++)
            {
                Assert.True(SeriesId.IsValid(buffer.SeriesUtf8(buffer[i])));
                Assert.True(double.IsFinite(buffer[i].Value));
                Assert.InRange(buffer[i].TimestampMs, 315_532_800_000, 4_102_444_800_000);
                if (!buffer.LabelsJson(buffer[i]).IsEmpty)
                    JsonSerializer.Deserialize<Dictionary<string, string>>(buffer.LabelsJson(buffer[i]));
            }
            if (origin is null)
                Assert.Equal(Enumerable.Range(0, buffer.Count), Reading.All(buffer).Select(sample => sample.Index));
        }
        else
        {
            Assert.Equal(0, buffer.Count);
            Assert.Contains(error.Reason, RejectReason.All);
            Assert.NotEmpty(error.Field);
            Assert.NotEmpty(error.Detail);
        }
        // Collecting all errors decides alike, but for the service's own records.
        var errors = new DecodeErrors();
        var good = decoder.TryDecode(record, Reading.RecordTime, new SampleBuffer(), errors);
        Assert.Equal(buffer.Count > 0 && origin is null, good);
        Assert.Equal(good, errors.Count == 0);
        Assert.All(errors.Items, item => Assert.Contains(item.Reason, RejectReason.All));
    }
}
