"""What is said to those who keep the rules."""

WORDS = {
    "read_bundled": "读的是：内置的 {places} 个地方",
    "read_alone": "读的是：{folders}（单独使用）",
    "read_over": "读的是：{folders}，叠加在内置的 {places} 个地方上",
    "folder": "{folder}（{places} 个地方）",
    "overlooked": "注意：这里的 {named}没有用上；要用它，加 --policies {folder}",
    "no_book": "缺少政策数据库：运行 medisave policy build，或重装",
    "no_folder": "没有这个政策文件夹：{folder}",
    "folder_is_file": "{folder} 是文件，要给政策文件夹",
    "no_parts": "{folder} 不是政策文件夹（里面没有 places/、catalog/ 或 claims.yaml）",
    "folder_unread": "读不了 {folder}：{why}",
    "too_many_files": "{folder}/places:1：文件太多（{found} 个，最多 {most}）；一个地方一个文件，多余的移走",
    "too_much": "{folder}/places:1：太大（{size} 字节，最多 {most}）；一个地方一个文件，多余的移走",
    "folder_one": "{folder}（1 个地方）",
}
