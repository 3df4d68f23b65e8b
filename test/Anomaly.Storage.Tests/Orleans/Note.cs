namespace Anomaly.Storage.Tests.Orleans;

[GenerateSerializer, Alias("test.note.state")]
public sealed class Note
{
    [Id(0)] public string Text { get; set; } = "";
}
