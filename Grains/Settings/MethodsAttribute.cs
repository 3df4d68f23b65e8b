using System.ComponentModel.DataAnnotations;

namespace Anomaly.Grains.Settings;

/// <summary>Names of methods, with commas between them; each once.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MethodsAttribute : ValidationAttribute
{
    public static string[] Split(string methods) => methods.Split(',', StringSplitOptions.TrimEntries);

    public override bool IsValid(object? value) =>
        value is string text && Split(text) is var methods && methods.All(method => DetectionMethod.Find(method) is not null) && methods.Distinct().Count() == methods.Length;

    public override string FormatErrorMessage(string name) => $"one or more of {DetectionMethod.Known}, with commas between them";
}
