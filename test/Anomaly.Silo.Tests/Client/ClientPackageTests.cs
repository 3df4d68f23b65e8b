using System.IO.Compression;
using System.Xml.Linq;
using Anomaly.Testing.Packages;

namespace Anomaly.Silo.Tests.Client;

/// <summary>What is in the package that other services take.</summary>
[Collection(ClientCollection.Name)]
public sealed class ClientPackageTests(PackedClient client)
{
    private const string Library = "lib/net10.0/Anomaly.Grains.Interfaces";

    [Fact]
    public async Task Package_HasWhatAReaderAndADebuggerNeed()
    {
        var package = await client.PackageAsync();
        await using var files = await ZipFile.OpenReadAsync(package.File, TestContext.Current.CancellationToken);
        await using var symbols = await ZipFile.OpenReadAsync(package.Symbols, TestContext.Current.CancellationToken);
        var metadata = Metadata(files);

        Assert.Equal("README.md", Value(metadata, "readme"));
        Assert.StartsWith("# Anomaly.Grains.Interfaces", await TextAsync(files, "README.md"), StringComparison.Ordinal);
        Assert.Equal(("MIT", "expression"), (Value(metadata, "license"), Element(metadata, "license")!.Attribute("type")!.Value));
        Assert.Contains("anomaly-detection", Value(metadata, "tags")!, StringComparison.Ordinal);
        Assert.NotEmpty(Value(metadata, "description")!);
        Assert.Contains("M:Anomaly.Grains.Interfaces.Watching.AnomalyWatchExtensions.WatchAnomaliesAsync", await TextAsync(files, Library + ".xml"), StringComparison.Ordinal);
        Assert.Equal([Library + ".dll", Library + ".xml"], files.Entries.Select(entry => entry.FullName).Where(name => name.StartsWith("lib/", StringComparison.Ordinal)).Order());
        Assert.Equal([Library + ".pdb"], symbols.Entries.Select(entry => entry.FullName).Where(name => name.StartsWith("lib/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Package_NeedsOrleansAlone()
    {
        var package = await client.PackageAsync();
        await using var files = await ZipFile.OpenReadAsync(package.File, TestContext.Current.CancellationToken);

        var needed = Metadata(files).Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => element.Attribute("id")!.Value).ToArray();

        Assert.Equal(["Microsoft.Orleans.Client", "Microsoft.Orleans.Sdk"], needed.Order());
    }

    private static XElement Metadata(ZipArchive files)
    {
        using var stream = files.GetEntry(ClientPackage.Id + ".nuspec")!.Open();
        return XDocument.Load(stream).Root!.Elements().First();
    }

    private static XElement? Element(XElement metadata, string name) => metadata.Elements().FirstOrDefault(element => element.Name.LocalName == name);

    private static string? Value(XElement metadata, string name) => Element(metadata, name)?.Value;

    private static async Task<string> TextAsync(ZipArchive files, string name)
    {
        using var reader = new StreamReader(await files.GetEntry(name)!.OpenAsync(TestContext.Current.CancellationToken));
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
